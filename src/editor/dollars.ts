/** An amount in cents, or in parts of them where it is less than ten: `$1.20`, `$0.0031`. */
export function dollars(amount: number): string {
  return `$${amount > 0 && amount < 0.1 ? Number(amount.toPrecision(2)) : amount.toFixed(2)}`;
}
