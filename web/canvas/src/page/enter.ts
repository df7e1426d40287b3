/** Lets Enter send the form of a text field of several lines; with Shift, or while letters are composed, it is a key like others. */
export function enterSends(field: HTMLTextAreaElement): void {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const send = field.form?.querySelector<HTMLButtonElement>("button[type=submit]");
    if (send && !send.disabled) field.form!.requestSubmit(send);
  });
}
