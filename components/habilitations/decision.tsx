"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormulaire } from "@/components/acces/usage-formulaire";
import { AttenteHydratation } from "@/components/dossier/attente-hydratation";
import { ChampChoix } from "@/components/dsfr/champ-choix";
import { ChampDate } from "@/components/dsfr/champ-date";
import { ChampLong, ChampTexte } from "@/components/dsfr/champ-texte";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { demande, finMaximale, finParDefaut } from "@/lib/domain/habilitations";
import { REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import type { CodeRole } from "@/lib/domain/roles";
import { type AccordDemande, accordDemande, type RefusDemande, refusDemande } from "@/lib/schemas/acces";
import type { Reponse } from "@/lib/schemas/reponse";
import styles from "./habilitations.module.css";

type Demande = {
  id: string;
  version: number;
  role: CodeRole;
  regionAcademique: string | null;
  uai: string | null;
  campus: string | null;
};

/** Grant, on the scope asked for or corrected, until a day; or refuse, with a reason that the person will read. */
export function Decision({
  demandee,
  aujourdhui,
  campus,
  regions,
  accorder,
  refuser,
}: {
  demandee: Demande;
  aujourdhui: string;
  campus: readonly string[];
  /** Codes of the régions where whoever decides may grant this. */
  regions: readonly string[];
  accorder: (valeurs: AccordDemande) => Promise<Reponse<{ habilitationId: string }>>;
  refuser: (valeurs: RefusDemande) => Promise<Reponse<{ id: string }>>;
}) {
  const routeur = useRouter();
  const [choix, setChoix] = useState<"accorder" | "refuser">("accorder");
  const { id: demandeId, version, role } = demandee;
  const accord = useFormulaire({
    cle: `accord-${demandeId}`,
    schema: accordDemande,
    defauts: {
      demandeId,
      version,
      role: role as string,
      regionAcademique: demandee.regionAcademique ?? "",
      uai: demandee.uai ?? "",
      campus: demandee.campus ?? "",
      fin: finParDefaut(aujourdhui),
      message: "",
    },
    envoyer: (v) => accorder({ ...v, demandeId, version, role } as AccordDemande),
    surSucces: () => routeur.refresh(),
  });
  const refus = useFormulaire({
    cle: `refus-${demandeId}`,
    schema: refusDemande,
    defauts: { demandeId, version, motif: "" },
    envoyer: (v) => refuser({ ...v, demandeId, version }),
    surSucces: () => routeur.refresh(),
  });
  return (
    <div className={styles.cadre}>
      <AttenteHydratation>
        <fieldset className="fr-fieldset" aria-labelledby="decision-legende">
          <legend className="fr-fieldset__legend" id="decision-legende">
            Votre décision
          </legend>
          {(["accorder", "refuser"] as const).map((c) => (
            <div className="fr-fieldset__element fr-fieldset__element--inline" key={c}>
              <div className="fr-radio-group">
                <input
                  type="radio"
                  id={`decision-${c}`}
                  name="decision"
                  checked={choix === c}
                  onChange={() => setChoix(c)}
                />
                <label className="fr-label" htmlFor={`decision-${c}`}>
                  {c === "accorder" ? "Accorder" : "Refuser"}
                </label>
              </div>
            </div>
          ))}
        </fieldset>
        {choix === "accorder" ? (
          <form noValidate onSubmit={(e) => void accord.soumettre(e)}>
            <RefusFormulaire erreur={accord.refus} />
            {demande(role, "uai") ? (
              <ChampTexte {...accord.champ("uai")} libelle="UAI de l’établissement" longueurMax={12} />
            ) : null}
            {demande(role, "campus") ? (
              <>
                <ChampTexte {...accord.champ("campus")} libelle="Campus" liste="campus-nationaux" />
                <datalist id="campus-nationaux">
                  {campus.map((nom) => (
                    <option key={nom} value={nom} />
                  ))}
                </datalist>
              </>
            ) : null}
            {demande(role, "regionAcademique") ? (
              <ChampChoix
                {...accord.champ("regionAcademique")}
                libelle="Région académique"
                options={REGIONS_ACADEMIQUES.filter((r) => regions.includes(r.code)).map((r) => ({
                  valeur: r.code,
                  libelle: r.nom,
                }))}
              />
            ) : null}
            <ChampDate
              {...accord.champ("fin")}
              libelle="Dernier jour du droit"
              aide="Un an, sauf besoin particulier ; trois ans au plus."
              min={aujourdhui}
              max={finMaximale(aujourdhui)}
            />
            <ChampLong {...accord.champ("message")} libelle="Message à la personne (facultatif)" lignes={2} />
            <button type="submit" className="fr-btn" disabled={accord.enCours}>
              {accord.enCours ? "Envoi…" : "Accorder le droit"}
            </button>
          </form>
        ) : (
          <form noValidate onSubmit={(e) => void refus.soumettre(e)}>
            <RefusFormulaire erreur={refus.refus} />
            <ChampLong
              {...refus.champ("motif")}
              libelle="Raison du refus"
              aide="La personne lira ces mots, par courriel et sur sa page."
            />
            <button type="submit" className="fr-btn" disabled={refus.enCours}>
              {refus.enCours ? "Envoi…" : "Refuser la demande"}
            </button>
          </form>
        )}
      </AttenteHydratation>
    </div>
  );
}
