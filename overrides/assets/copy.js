/**
 * Copies a text; where the browser forbids it, shows the text in `area`, selected, for the reader to
 * copy by hand. True when copied.
 *
 * Old web views have no Clipboard API, and pages opened without https none either.
 */
const copyText = async (text, area) => {
  area.hidden = true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = document.activeElement;
    area.value = text;
    area.hidden = false;
    area.focus();
    area.setSelectionRange(0, text.length); // select() does nothing on iOS
    let copied = false;
    try {
      copied = document.execCommand("copy");
    } catch {
      // refused: the reader does it
    }
    area.hidden = copied;
    if (copied) before?.focus();
    return copied;
  }
};
