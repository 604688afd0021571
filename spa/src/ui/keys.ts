/** Tell whether a key press belongs to a field, a dialog or a menu, so that it is no command. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  const target = event.target instanceof Element ? event.target : null;
  return Boolean(
    target?.closest(
      'input:not([type=checkbox]), textarea, select, dialog, [role=menu], [role=tab]',
    ),
  );
}

/** Return whether a key press means undo or redo: Ctrl Z, Ctrl Shift Z, Ctrl Y, with Cmd on a Mac. */
export function undoKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey ? 'redo' : null;
}
