import * as vscode from 'vscode';
import type { EngineEvent } from '../completion/events.ts';

/** Has the walkthrough know that ghost text was accepted; VS Code keeps that the step is done. */
export class FirstAccept {
  #isKnown = false;

  onEvent(event: EngineEvent): void {
    if (event.type !== 'accepted' || this.#isKnown) return;
    this.#isKnown = true;
    void vscode.commands.executeCommand('setContext', 'infill.hasAccepted', true);
  }
}
