import type { CodeRegle } from "./codes";
import type { Regle } from "./regle";
export const REGISTRE = {} as Record<CodeRegle, Regle>;
