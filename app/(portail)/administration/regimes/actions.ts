"use server";
import { demandeApercu, demandePublication } from "@/lib/schemas/demande-regime";
import { action } from "@/lib/server/action";
import { apercevoirRegime } from "@/lib/server/regimes/apercu-regime";
import { publierRegime } from "@/lib/server/regimes/publier-regime";

export const essayer = action({
  nom: "regime.essayer",
  schema: demandeApercu,
  executer: apercevoirRegime,
});

export const publier = action({
  nom: "regime.publier",
  schema: demandePublication,
  executer: publierRegime,
  revalider: () => [["/administration/regimes", "layout"], ["/regles"]],
});
