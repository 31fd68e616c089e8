/** The button that prints a two-language sheet: of no use without script. */
{
  const button = document.querySelector(".both-print");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => printPart(button));
  }
}
