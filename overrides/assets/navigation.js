/**
 * The menu closes as a native popover does: by Escape, a tap outside, the focus leaving it. The list
 * beside the text begins where this page is. Without script the menu is a fold, the list a list.
 */
{
  const menu = document.querySelector(".menu");
  // Not click: iOS sends none from what is no control.
  for (const leave of ["focusin", "pointerup"])
    addEventListener(leave, ({ target }) => {
      if (!menu.contains(target)) menu.open = false;
    });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") menu.open = false;
  });
  menu.addEventListener("toggle", () => {
    const { activeElement, body } = document;
    if (!menu.open && (activeElement === body || menu.contains(activeElement)))
      menu.querySelector("summary").focus({ preventScroll: true });
  });

  // The last: the list beside the text comes after the menu. A hidden one does not scroll.
  const here = [...document.querySelectorAll("nav [aria-current]")].pop();
  if (here) {
    const list = here.closest("nav");
    list.scrollTop = here.offsetTop - list.clientHeight / 3;
  }
}
