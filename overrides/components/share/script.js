/**
 * Beside what readers pass on or hear: "Save as a picture" and "Read aloud", or the one that
 * `data-share` names. Nothing more is loaded before the first tap (late.js).
 */
{
  const parts = document.getElementById("share-parts");
  if (parts) {
    for (const place of document.querySelectorAll("[data-share], .node ~ .tree-tools")) {
      const row = parts.content.firstElementChild.cloneNode(true);
      for (const button of row.querySelectorAll("button"))
        if ((place.dataset.share ?? button.value) !== button.value) button.remove();
      place[place.matches("ul, ol") ? "after" : "append"](row);
    }
    const { lang, dataset } = document.documentElement;
    const { speechSynthesis } = window;
    const listen = () => {
      // A voice of the network would be sent what it reads.
      const isOurs = (one) => one.localService && one.lang.startsWith(lang.slice(0, 2));
      if (speechSynthesis?.getVoices().some(isOurs)) dataset.voice = "";
    };
    listen();
    if (speechSynthesis) speechSynthesis.onvoiceschanged = listen;
    addEventListener("click", async ({ target }) => {
      const button = target.closest(".share button");
      if (!button) return;
      const status = button.parentElement.lastElementChild;
      status.hidden = true;
      // iOS speaks only after it spoke within a tap, and late.js may still have to come.
      if (button.value === "speak") speechSynthesis.speak(new SpeechSynthesisUtterance(""));
      try {
        (await import(new URL(parts.dataset.late, location.href)))[button.value](button);
      } catch {
        status.hidden = false;
      }
    });
  }
}
