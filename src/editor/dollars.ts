const cents = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const parts = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });

/** An amount in cents, or in parts of them where it is less than ten: `$1.20`, `$0.0031`. */
export function dollars(amount: number): string {
  return (amount > 0 && amount < 0.1 ? parts : cents).format(amount);
}
