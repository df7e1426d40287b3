import { createContext } from "react";

/** Which card's name is being written, and how that ends. */
export const NamingContext = createContext<{ id: string | null; end(): void }>({ id: null, end() {} });
