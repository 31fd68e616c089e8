/** The language switch keeps the place on the page: ids are the same in every edition. */
{
  const links = document.querySelectorAll(".language");
  const follow = () => {
    for (const link of links) link.hash = location.hash;
  };
  follow();
  addEventListener("hashchange", follow);
  addEventListener("pageshow", follow); // Back may restore the page without a hashchange
}
