/** Inputs that letters are not typed into. */
const NOT_TYPED = new Set(['radio', 'checkbox', 'button', 'range', 'file']);

/** Whether a key pressed here may be a shortcut: not where text is typed, nor in a menu or dialog that is open. */
export function mayBeShortcut({ target, repeat }: KeyboardEvent): boolean {
  if (repeat || !(target instanceof Element)) return !repeat;
  if (target instanceof HTMLInputElement) return NOT_TYPED.has(target.type);
  return target.closest('[role=menu], [role=listbox], [role=dialog]') === null;
}
