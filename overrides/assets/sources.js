/**
 * A source is shown where it is cited: a reader's place is kept. Where this script does not run or a
 * browser knows no popover, the mark leads to the list at the page's end.
 */
{
  const list = document.querySelector(".sources");
  const box = document.createElement("div");
  if (list && box.showPopover) {
    box.popover = "auto"; // closed by Escape and by a tap beside it
    box.className = "md-typeset source-here";
    box.role = "dialog";
    box.ariaLabel = list.querySelector("h2").firstChild.data;
    box.tabIndex = -1;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = list.dataset.close;
    close.addEventListener("click", () => box.hidePopover());
    document.addEventListener("click", (event) => {
      const mark = event.target.closest?.(".source-mark");
      const entry = mark && document.getElementById(mark.hash.slice(1));
      if (!entry) return;
      event.preventDefault();
      mark.closest("article").append(box);
      box.replaceChildren(...entry.cloneNode(true).childNodes, close);
      box.showPopover();
      box.focus();
    });
  }
}
