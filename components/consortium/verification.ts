"use client";
import { useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import type { Verification } from "@/lib/schemas/organisations";
import type { Reponse } from "@/lib/schemas/reponse";
import { useOrganisations } from "./organisations-connues";

export type ReponseVerification = Reponse<Verification>;
const INJOIGNABLE: ReponseVerification = { ok: false, error: { code: "indisponible", message: "" } };

/** Saves what is typed, then has the register asked who this partner is. */
export function useVerification() {
  const { espace, magasin } = useEspaceFixe();
  const { connues, verifier: demander } = useOrganisations();
  const [enCours, setEnCours] = useState(false);
  const [reponse, setReponse] = useState<ReponseVerification | null>(null);
  return {
    enCours,
    reponse,
    async verifier(partenaire: string): Promise<ReponseVerification | null> {
      if (enCours) return null;
      setEnCours(true);
      setReponse(null);
      // The server verifies what it holds, not what a page says.
      await magasin.envoyerTout().catch(() => undefined);
      const lue = await demander({ dossierId: espace.id, partenaire }).catch(() => INJOIGNABLE);
      if (lue.ok && lue.data.organisation !== null) connues.retenir([lue.data.organisation]);
      setReponse(lue);
      setEnCours(false);
      return lue;
    },
  };
}

/** What came of it, in one sentence. */
export function direIssue(reponse: ReponseVerification): string {
  if (!reponse.ok)
    return reponse.error.message || "Le service ne répond pas : l’identité reste non vérifiée. Réessayez plus tard.";
  switch (reponse.data.issue) {
    case "trouvee":
      return "Le registre a répondu.";
    case "absente":
      return "Le registre ne connaît pas ce SIRET, ou ne le publie pas : vérifiez-le avec le partenaire.";
    case "indisponible":
      return "Le registre ne répond pas : l’identité reste non vérifiée. Réessayez plus tard.";
    case "non_configure":
      return "Ce service n’interroge pas de registre des entreprises : l’identité reste non vérifiée.";
  }
}
