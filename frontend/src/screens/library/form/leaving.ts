// Whether the form that is open may be left: it is asked when the browser goes back, before the form is taken away.

export const leaving = { isFine: () => true };
