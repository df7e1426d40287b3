// Level of detail: a large graph that is far away is drawn in few strokes, since nobody can read names there.
import { createContext } from "react";

/** Below this zoom a card's words are under 6 pixels high. */
const readable = 0.42;
/** Below this one a card is a speck that nobody can take hold of. */
const graspable = 0.2;
/** A graph of so few nodes is always drawn whole. */
const small = 150;

export const FarContext = createContext(false);

/** How far a graph is: drawn whole, as blocks, or as specks. */
export const distance = (zoom: number, nodes: number): "near" | "far" | "farthest" => zoom >= readable || nodes <= small ? "near" : zoom >= graspable ? "far" : "farthest";
