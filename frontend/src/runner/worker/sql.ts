import { serve } from "./serve";
serve({ prepare: () => Promise.resolve(), run: () => Promise.resolve({ code: 0, isError: false }) });
