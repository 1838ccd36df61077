export function ReducePage() {
  return null;
}
