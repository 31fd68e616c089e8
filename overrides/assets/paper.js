/**
 * Prints, of the page, only `part` if there is one: print.css knows it by `name` on the root. Where
 * the browser prints nothing (WeChat, web views of Android), says below the button how to save, and
 * hides nothing from a later print.
 */
const printPart = (() => {
  const LONGEST = 2000; // until a browser that prints says so
  const { dataset } = document.documentElement;
  const said = document.createElement("p");
  said.className = "print-none";
  said.setAttribute("role", "status");
  let restore = () => {};
  let waiting = 0;

  const end = () => {
    clearTimeout(waiting);
    restore();
  };
  addEventListener("beforeprint", () => clearTimeout(waiting));
  addEventListener("afterprint", end);

  return (button, part, name, value = "") => {
    end();
    said.textContent = "";
    button.parentElement.after(said);
    restore = () => {
      delete dataset[name];
      delete part?.dataset.printing;
    };
    if (part) {
      dataset[name] = value;
      part.dataset.printing = "";
    }
    waiting = setTimeout(() => {
      restore();
      said.textContent = button.dataset.none;
    }, LONGEST);
    window.print?.();
  };
})();
