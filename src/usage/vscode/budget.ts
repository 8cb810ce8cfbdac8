import * as vscode from 'vscode';
import type { EngineEvent } from '../../completion/events.ts';
import { type BudgetState, budgetState } from '../budget.ts';
import { dayOf, monthOf } from '../../base/day.ts';
import type { Connection } from '../../connection/connection.ts';
import { triggerAgain } from '../../completion/vscode/triggerAgain.ts';
import { formats } from '../../base/vscode/formats.ts';
import { ask, showWarning } from '../../base/vscode/notify.ts';
import type { Status } from '../../status/status.ts';
import type { UsageTracker } from './usage.ts';

/** Where VS Code keeps what was told last: a month, a budget and its state. */
const toldKey = 'infill.budgetTold';

/** Keeps requests within the month's budget: warns, stops those of typing, and asks before those that the user wants. */
export class Budget {
  readonly #usage: UsageTracker;
  readonly #connection: Connection;
  readonly #status: Status;
  readonly #memento: vscode.Memento;
  readonly #listener: vscode.Disposable;
  /** The user wants one request all the same. */
  #isAllowed = false;
  #isAsking = false;

  constructor(usage: UsageTracker, connection: Connection, status: Status, memento: vscode.Memento) {
    this.#usage = usage;
    this.#connection = connection;
    this.#status = status;
    this.#memento = memento;
    this.#listener = vscode.Disposable.from(
      usage.onDidChange(() => void this.#tell()),
      vscode.workspace.onDidChangeConfiguration(async (change) => {
        if (!change.affectsConfiguration('infill.budget')) return;
        await connection.ready;
        await this.#tell();
      }),
    );
  }

  /** Why no request may be sent; null where one may. */
  refusal(explicit: boolean): 'withheld' | null {
    return this.#state !== 'spent' || (explicit && this.#isAllowed) ? null : 'withheld';
  }

  onEvent(event: EngineEvent): void {
    if (event.type === 'requested' && event.explicit) this.#isAllowed = false;
    if (event.type === 'withheld' && event.explicit) void this.#askFirst();
  }

  dispose(): void {
    this.#listener.dispose();
  }

  get #budget(): number | null {
    return this.#connection.settings.budget;
  }

  get #state(): BudgetState {
    return this.#budget === null ? 'within' : budgetState(this.#usage.month.cost, this.#budget);
  }

  /** Tells once that the budget is nearly or all used, in whichever window comes first. */
  async #tell(): Promise<void> {
    const [state, budget] = [this.#state, this.#budget];
    const isSpent = state === 'spent';
    if (isSpent !== this.#status.facts.isSpent) this.#status.update({ isSpent });
    if (state === 'within' || budget === null) return;
    const t = vscode.l10n.t;
    const told = [monthOf(dayOf(Date.now())), budget, state].join(' ');
    if (this.#memento.get(toldKey) === told) return;
    await this.#memento.update(toldKey, told);
    const [showUsage, change] = [t('Show Usage'), t('Change Budget')];
    const message =
      state === 'near'
        ? t(
            "Infill has used {0} of this month's budget of {1}.",
            formats.dollars(this.#usage.month.cost),
            formats.dollars(budget),
          )
        : t(
            "Infill: this month's budget of {0} is used up. Typing asks for nothing more until it ends.",
            formats.dollars(budget),
          );
    const chosen = await showWarning(message, showUsage, change);
    if (chosen === showUsage) await vscode.commands.executeCommand('infill.showUsage');
    if (chosen === change) await changeBudget();
  }

  /** Whether the user wants a request that is no ghost text's: asks where the budget is used up. */
  async agrees(): Promise<boolean> {
    return this.#state !== 'spent' || (await this.#wantsOne());
  }

  async #askFirst(): Promise<void> {
    if (!(await this.#wantsOne())) return;
    this.#isAllowed = true;
    await triggerAgain();
  }

  async #wantsOne(): Promise<boolean> {
    if (this.#isAsking) return false;
    this.#isAsking = true;
    const t = vscode.l10n.t;
    const [once, change] = [t('Ask Once'), t('Change Budget')];
    const message = t(
      "Infill: this month's budget of {0} is used up. Ask all the same?",
      formats.dollars(this.#budget ?? 0),
    );
    const chosen = await ask(message, null, once, change);
    this.#isAsking = false;
    if (chosen === change) await changeBudget();
    return chosen === once;
  }
}

async function changeBudget(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', 'infill.budget');
}
