"use client";
import { useState } from "react";
import { ChampLong, ChampTexte } from "@/components/dsfr/champ-texte";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useGeste } from "@/components/equipe/usage-geste";
import type { VueColorations } from "@/lib/schemas/colorations";
import {
  ATTESTATION_MAX,
  type ColorationVue,
  demandeColoration,
  LIBELLE_MAX,
  SECTEUR_MAX,
} from "@/lib/schemas/colorations";
import type { ActionsColorations } from "./actions-colorations";

type Champ = "libelle" | "secteur" | "attestation";

/** A label of the list, with what recommendation 12 asks of it: sector, CMA request, exact wording of the attestation. */
export function FormulaireColoration({
  region,
  coloration,
  enregistrer,
  surFin,
}: {
  region: VueColorations["region"];
  /** null: a new one. */
  coloration: ColorationVue | null;
  enregistrer: ActionsColorations["enregistrer"];
  /** null: given up. */
  surFin: (texte: string | null) => void;
}) {
  const [saisie, setSaisie] = useState({
    libelle: coloration?.libelle ?? "",
    secteur: coloration?.secteur ?? "",
    attestation: coloration?.attestation ?? "",
  });
  const [demandeCma, setDemandeCma] = useState(coloration?.demandeCma ?? false);
  const [fautes, setFautes] = useState<Record<string, string>>({});
  const { faire, enCours, erreur } = useGeste();
  const champ = (nom: Champ) => ({
    id: `coloration-${nom}`,
    valeur: saisie[nom],
    surChangement: (valeur: string) => setSaisie((avant) => ({ ...avant, [nom]: valeur })),
    erreur: fautes[nom] ?? erreur?.fields?.[nom],
  });
  async function envoyer() {
    const demande = { ...saisie, regionAcademique: region, cible: coloration?.designation ?? null, demandeCma };
    const lue = demandeColoration.safeParse(demande);
    if (!lue.success) {
      const trouvees = Object.fromEntries(lue.error.issues.map((i) => [String(i.path[0]), i.message]));
      setFautes(trouvees);
      document.getElementById(`coloration-${Object.keys(trouvees)[0]}`)?.focus();
      return;
    }
    setFautes({});
    const faite = await faire(() => enregistrer(demande));
    if (faite !== null) surFin(`« ${lue.data.libelle} » est enregistrée.`);
    else document.getElementById("coloration-libelle")?.focus();
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
      <ChampTexte {...champ("libelle")} libelle="Libellé" longueurMax={LIBELLE_MAX} />
      <ChampTexte
        {...champ("secteur")}
        libelle="Secteur d’activité"
        aide="Par exemple : nucléaire, bois, hydrogène."
        longueurMax={SECTEUR_MAX}
      />
      <ChampLong
        {...champ("attestation")}
        libelle="Libellé exact de l’attestation"
        aide={`Tel qu’il figurera sur l’attestation remise. ${ATTESTATION_MAX} caractères au plus.`}
        lignes={2}
      />
      <div className="fr-checkbox-group fr-mb-3w">
        <input
          type="checkbox"
          id="coloration-cma"
          checked={demandeCma}
          onChange={(e) => setDemandeCma(e.target.checked)}
        />
        <label className="fr-label" htmlFor="coloration-cma">
          Elle s’appuie sur une demande d’AMI CMA
          {coloration !== null && coloration.avecCma > 0 ? (
            <span className="fr-hint-text">Des demandes de la carte le disent : {coloration.avecCma}.</span>
          ) : null}
        </label>
      </div>
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
