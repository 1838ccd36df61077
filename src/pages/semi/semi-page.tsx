export function SemiPage() {
  return null;
}
