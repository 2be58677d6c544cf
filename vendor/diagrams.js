// Flow charts and entity-relationship diagrams, and nothing else of Mermaid.
import mermaid from "mermaid";

globalThis.reviewbotDiagrams = mermaid;
