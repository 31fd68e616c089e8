/** Folds open for an address that leads into one, and for paper; afterwards they close again. */
{
  const closed = () => document.querySelectorAll("article details:not([open])");
  let opened = [];

  const reveal = () => {
    if (!location.hash) return; // Firefox warns of an empty id
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // no address of ours has a stray %
    }
    const shut = target ? [...closed()].filter((fold) => fold.contains(target)) : [];
    for (const fold of shut) fold.open = true;
    if (shut.length) target.scrollIntoView();
  };
  reveal();
  addEventListener("hashchange", reveal);

  addEventListener("beforeprint", () => {
    opened = [...closed()];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });
}
