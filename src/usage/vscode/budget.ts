import * as vscode from 'vscode';
import type { EngineEvent } from '../../completion/events.ts';
import { type BudgetState, budgetState, type PriceOf } from '../figures.ts';
import { dayOf, monthOf } from '../../base/day.ts';
import type { Connection } from '../../connection/connection.ts';
import { triggerAgain } from '../../completion/vscode/triggerAgain.ts';
import { formats } from '../../base/vscode/formats.ts';
import { ask, showWarning } from '../../base/vscode/notify.ts';
import type { Status } from '../../status/status.ts';
import type { UsageTracker } from '../tracker.ts';

/** The memento's key for the last warning: its month, budget and state. */
const lastWarningKey = 'infill.budgetTold';
/** The memento's key for the models, with their hosts, that the user knows to have no price. */
const unpricedKey = 'infill.notifiedOfUnpriced';

/** The parts that the budget depends on. */
export interface BudgetParts {
  tracker: UsageTracker;
  onDidChangeUsage: vscode.Event<void>;
  connection: Connection;
  status: Status;
  priceOf: PriceOf;
  memento: vscode.Memento;
}

/**
 * Keeps the cost of requests within the month's budget: warns, stops the requests of typing, and asks the user before an
 * explicit one. A request without a known price does not count; the user is notified of it once. The cost of other windows
 * is that of the last flush: windows together may exceed the budget a little.
 */
export class Budget {
  readonly #tracker: UsageTracker;
  readonly #connection: Connection;
  readonly #status: Status;
  readonly #priceOf: PriceOf;
  readonly #memento: vscode.Memento;
  readonly #listener: vscode.Disposable;
  /** The user has agreed to one more request. */
  #isAllowed = false;
  #isAsking = false;

  constructor({ tracker, onDidChangeUsage, connection, status, priceOf, memento }: BudgetParts) {
    this.#tracker = tracker;
    this.#connection = connection;
    this.#status = status;
    this.#priceOf = priceOf;
    this.#memento = memento;
    this.#listener = onDidChangeUsage(() => void this.#update());
  }

  /** Whether the budget forbids a request. */
  isOver(explicit: boolean): boolean {
    return this.#state === 'spent' && !(explicit && this.#isAllowed);
  }

  onEvent(event: EngineEvent): void {
    if (event.type === 'requested' && event.explicit) this.#isAllowed = false;
    if (event.type === 'overBudget' && event.explicit) void this.#askFirst();
  }

  dispose(): void {
    this.#listener.dispose();
  }

  get #budget(): number | null {
    return this.#connection.settings.budget;
  }

  get #state(): BudgetState {
    return this.#budget === null ? 'within' : budgetState(this.#tracker.month.cost, this.#budget);
  }

  /** Updates the status, and warns once that the budget is nearly or all used, in one of the windows. */
  async #update(): Promise<void> {
    const [state, budget] = [this.#state, this.#budget];
    const isSpent = state === 'spent';
    if (isSpent !== this.#status.facts.isSpent) this.#status.update({ isSpent });
    if (budget !== null) void this.#tellUnpriced(budget);
    if (state === 'within' || budget === null) return;
    const t = vscode.l10n.t;
    const warning = [monthOf(dayOf(Date.now())), budget, state].join(' ');
    if (this.#memento.get(lastWarningKey) === warning) return;
    await this.#memento.update(lastWarningKey, warning);
    const [showUsage, change] = [t('Show Usage'), t('Change Budget')];
    const message =
      state === 'near'
        ? t(
            "Infill has used {0} of this month's budget of {1}.",
            formats.dollars(this.#tracker.month.cost),
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

  /** Tells once for each model and host in use that its requests do not count, since no price is known. */
  async #tellUnpriced(budget: number): Promise<void> {
    const { client, settings } = this.#connection;
    if (client === null) return;
    const [{ host }, { model }] = [client, settings];
    if (this.#priceOf(host, model) !== null) return;
    const notified = this.#memento.get<string[]>(unpricedKey, []);
    const name = `${host}/${model}`;
    if (notified.includes(name)) return;
    await this.#memento.update(unpricedKey, [...notified, name]);
    const t = vscode.l10n.t;
    const [setPrice, showUsage] = [t('Set Price'), t('Show Usage')];
    const chosen = await showWarning(
      t(
        "Infill: no price is known for {0} at {1}. Its requests do not count towards this month's budget of {2} until infill.prices has their price.",
        model,
        host,
        formats.dollars(budget),
      ),
      setPrice,
      showUsage,
    );
    if (chosen === setPrice) await vscode.commands.executeCommand('workbench.action.openSettings', 'infill.prices');
    if (chosen === showUsage) await vscode.commands.executeCommand('infill.showUsage');
  }

  /** Whether a request of Fill Selection may be sent: asks the user if the budget is used up. */
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
