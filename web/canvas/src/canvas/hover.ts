import { createContext } from "react";

/** The id of the edge under the pointer, or null. */
export const HoverContext = createContext<string | null>(null);
