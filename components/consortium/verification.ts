"use client";
import { useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import type { ReponseVerification } from "./file-verifications";
import { useOrganisations } from "./organisations-connues";

const INJOIGNABLE: ReponseVerification = { ok: false, error: { code: "indisponible", message: "" } };

/** Saves what is typed, then has the register asked who this partner is. */
export function useVerification() {
  const { espace, magasin } = useEspaceFixe();
  const { connues, enFile, verifier: demander } = useOrganisations();
  const [demandes, setDemandes] = useState(0);
  const [reponse, setReponse] = useState<ReponseVerification | null>(null);
  return {
    enCours: demandes > 0,
    reponse,
    async verifier(partenaire: string): Promise<ReponseVerification> {
      setDemandes((n) => n + 1);
      setReponse(null);
      const lue = await enFile(partenaire, async () => {
        // The server verifies what it holds, not what a page says.
        await magasin.envoyerTout().catch(() => undefined);
        return demander({ dossierId: espace.id, partenaire }).catch(() => INJOIGNABLE);
      });
      if (lue.ok && lue.data.organisation !== null) connues.retenir([lue.data.organisation]);
      setReponse(lue);
      setDemandes((n) => n - 1);
      return lue;
    },
  };
}

/** What came of it, in one sentence. */
export function direIssue(reponse: ReponseVerification): string {
  if (!reponse.ok)
    return reponse.error.message || "Le service ne répond pas : l’identité reste non vérifiée. Réessayez plus tard.";
  switch (reponse.data.issue) {
    case "trouvee":
      return "Le registre a répondu.";
    case "absente":
      return "Le registre ne connaît pas ce SIRET, ou ne le publie pas : vérifiez-le avec le partenaire.";
    case "indisponible":
      return "Le registre ne répond pas : l’identité reste non vérifiée. Réessayez plus tard.";
    case "sans_siret":
      return "Le registre des entreprises cherche par SIRET, et l’Annuaire de l’éducation n’a pas cet UAI : ajoutez le SIRET, puis vérifiez. L’identité reste non vérifiée.";
    case "non_configure":
      return "Ce service n’interroge pas de registre des entreprises : l’identité reste non vérifiée.";
  }
}
