import type { Commande } from "../commande";
import { executerSurBase } from "../commande-base";

export const conservationCommande: Commande = {
  nom: "conservation",
  resume: "efface ou anonymise ce que les durées de conservation ont dépassé",
  aide: ["Usage : npm run --silent rigel -- conservation [OPTIONS]"].join("\n"),
  executer: (args, sorties) => executerSurBase("conservation", args, sorties),
};
