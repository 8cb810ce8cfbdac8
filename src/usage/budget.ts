/** How much of a month's budget is used: `near` from 80 % on, `spent` from all of it on. */
export type BudgetState = 'within' | 'near' | 'spent';

const nearShare = 0.8;

/**
 * @param spent dollars, this month
 * @param budget dollars a month; null for none
 */
export function budgetState(spent: number, budget: number | null): BudgetState {
  if (budget === null) return 'within';
  if (spent >= budget) return 'spent';
  return spent >= nearShare * budget ? 'near' : 'within';
}
