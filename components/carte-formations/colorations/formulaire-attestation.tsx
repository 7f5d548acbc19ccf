"use client";
import { useState } from "react";
import { ChampLong } from "@/components/dsfr/champ-texte";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useGeste } from "@/components/equipe/usage-geste";
import {
  ATTESTATION_MAX,
  type ColorationVue,
  demandeAttestation,
  type VueColorations,
} from "@/lib/schemas/colorations";
import type { ActionsColorations } from "./actions-colorations";

const CHAMP = "coloration-attestation";

/** A national coloration keeps its label and sector; a région notes the wording that its own attestations bear. */
export function FormulaireAttestation({
  region,
  coloration,
  attester,
  surFin,
}: {
  region: VueColorations["region"];
  coloration: ColorationVue;
  attester: ActionsColorations["attester"];
  /** null: given up. */
  surFin: (texte: string | null) => void;
}) {
  const [attestation, setAttestation] = useState(coloration.attestation ?? "");
  const [faute, setFaute] = useState<string | undefined>(undefined);
  const { faire, enCours, erreur } = useGeste();
  async function envoyer() {
    const demande = {
      ...{ regionAcademique: region, colorationId: coloration.cle, attestation, vue: coloration.versionNote },
    };
    const lue = demandeAttestation.safeParse(demande);
    setFaute(lue.success ? undefined : lue.error.issues[0]?.message);
    if (lue.success && (await faire(() => attester(demande))) !== null)
      surFin(`L’attestation de « ${coloration.libelle} » est enregistrée pour la région académique.`);
    else document.getElementById(CHAMP)?.focus();
  }
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void envoyer();
      }}
    >
      <RefusFormulaire erreur={erreur?.fields ? null : erreur} />
      <p>
        « {coloration.libelle} » est décidée nationalement. Le rapport de l’IGÉSR ne donne pas le libellé de son
        attestation : notez celui que la région académique emploie.
      </p>
      <ChampLong
        id={CHAMP}
        libelle="Libellé exact de l’attestation, dans la région académique"
        aide={`Tel qu’il figure sur l’attestation remise. ${ATTESTATION_MAX} caractères au plus. Vide : à confirmer.`}
        valeur={attestation}
        surChangement={setAttestation}
        erreur={faute ?? erreur?.fields?.attestation}
        lignes={2}
      />
      <div className="fr-btns-group fr-btns-group--inline">
        <button type="submit" className="fr-btn" disabled={enCours}>
          {enCours ? "Enregistrement…" : "Enregistrer"}
        </button>
        <button type="button" className="fr-btn fr-btn--secondary" disabled={enCours} onClick={() => surFin(null)}>
          Annuler
        </button>
      </div>
    </form>
  );
}
