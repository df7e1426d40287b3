import { createContext } from "react";
import type { Emit } from "./model";

export const EmitContext = createContext<Emit>(() => {});
