/** `npm run schema`: writes the JSON Schema of the exchange format. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { texteSchemaDossier } from "@/lib/schemas/json-schema";

const fichier = path.resolve(import.meta.dirname, "../../public/schemas/rigel-dossier-1.json");
mkdirSync(path.dirname(fichier), { recursive: true });
writeFileSync(fichier, texteSchemaDossier());
process.stdout.write(`${fichier}\n`);
