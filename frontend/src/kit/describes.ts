// What stands in a field's label and is not its name: a hint, or what is wrong with it.

let made = 0;

/** Reads it as the field's description instead, and the field as invalid if it is `wrong`. */
export const describes =
  (wrong: boolean) =>
  (text: HTMLElement): (() => void) | undefined => {
    const field = text.closest("label")?.control;
    if (!field) return;
    text.id ||= `described-${made++}`;
    const { id } = text;
    text.ariaHidden = "true"; // no part of the name; as a description it is read all the same
    const others = () => (field.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
    field.setAttribute("aria-describedby", [...others(), id].join(" "));
    if (wrong) field.ariaInvalid = "true";
    return () => {
      const left = others().join(" ");
      if (left) field.setAttribute("aria-describedby", left);
      else field.removeAttribute("aria-describedby");
      if (wrong) field.ariaInvalid = null;
    };
  };
