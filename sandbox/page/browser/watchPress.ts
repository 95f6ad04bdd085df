/** Watches for a button that is being pressed with mouse, pen or finger; calls back when it is let go, and returns whether one is pressed just now. */
export function watchPress(letGo: () => void): () => boolean {
  let isPressed = false;
  const release = (): void => {
    if (!isPressed) return;
    isPressed = false;
    letGo();
  };
  addEventListener(
    'pointerdown',
    ({ target, button }) => {
      isPressed = button === 0 && target instanceof Element && target.closest('button') !== null;
    },
    { capture: true },
  );
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, release, { capture: true });
  // Without capture, this is the window's own: a press may take the focus from a field.
  addEventListener('blur', release);
  return () => isPressed;
}
