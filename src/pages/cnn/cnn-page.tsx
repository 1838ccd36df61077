export function CnnPage() {
  return null;
}
