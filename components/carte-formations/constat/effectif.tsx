"use client";
import { useState, useTransition } from "react";
import { ChampNombre } from "@/components/dsfr/champ-nombre";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { personneDeLaPage } from "@/components/dsfr/saisies-conservees";
import { type DemandeEffectif, demandeEffectif } from "@/lib/schemas/constat";
import type { ParLecteur } from "@/lib/schemas/lecteur";
import type { ErreurReponse, Reponse } from "@/lib/schemas/reponse";
import styles from "./constat.module.css";
import "@/components/dsfr/champs.css";

type Saisi = { effectif: number; source: string; version: number };
type Props = {
  regionAcademique: string;
  academie: string | null;
  /** Rentrée of the denominator. */
  rentree: number;
  /** What was typed by hand before; null: nothing. */
  saisi: Saisi | null;
  enregistrer: (demande: DemandeEffectif & ParLecteur) => Promise<Reponse<Saisi>>;
};

const COUPURE: ErreurReponse = {
  code: "indisponible",
  message: "Non enregistré : la connexion manque. Votre saisie est gardée ici. Réessayez.",
};

/** Button and dialog « effectif de référence »: the places occupied that the rates divide by, where no constat tells them. */
export function SaisirEffectif({ regionAcademique, academie, rentree, saisi, enregistrer }: Props) {
  const [ouverte, setOuverte] = useState(false);
  const [effectif, setEffectif] = useState("");
  const [source, setSource] = useState("");
  const [fautes, setFautes] = useState<Record<string, string>>({});
  const [refus, setRefus] = useState<ErreurReponse | null>(null);
  const [enCours, lancer] = useTransition();
  const ouvrir = () => {
    setEffectif(saisi === null ? "" : String(saisi.effectif));
    setSource(saisi?.source ?? "");
    setFautes({});
    setRefus(null);
    setOuverte(true);
  };
  const envoyer = () => {
    const nu = effectif.replace(/[\s\u00A0\u202F]/g, "");
    const lue = demandeEffectif.safeParse({
      ...{ regionAcademique, academie, rentree, source, vue: saisi?.version ?? null },
      effectif: /^\d+$/.test(nu) ? Number(nu) : Number.NaN,
    });
    if (!lue.success) {
      const trouvees = Object.fromEntries(lue.error.issues.map((i) => [String(i.path[0]), i.message]).reverse());
      setFautes(trouvees);
      document.getElementById(trouvees.effectif ? "effectif" : "source")?.focus();
      return;
    }
    setFautes({});
    lancer(async () => {
      const reponse = await enregistrer({ ...lue.data, lecteur: personneDeLaPage(document) }).catch(() => null);
      if (reponse === null) return setRefus(COUPURE);
      if (reponse.ok) setOuverte(false);
      else {
        setRefus(reponse.error);
        setFautes(reponse.error.fields ?? {});
      }
    });
  };
  return (
    <>
      <button type="button" className={`fr-link ${styles.bouton}`} onClick={ouvrir}>
        {saisi === null ? "Saisir l’effectif" : "Modifier l’effectif"}
      </button>
      <Modale
        id="modale-effectif"
        titre={`Effectif de référence de la rentrée ${rentree}`}
        ouverte={ouverte}
        surFermeture={() => setOuverte(false)}
        boutons={
          <>
            <button type="submit" form="form-effectif" className="fr-btn" aria-disabled={enCours}>
              {enCours ? "Enregistrement…" : "Enregistrer"}
            </button>
            <button type="button" className="fr-btn fr-btn--secondary" onClick={() => setOuverte(false)}>
              Annuler
            </button>
          </>
        }
      >
        <p>
          Les places effectivement occupées en première année de formation professionnelle, par lesquelles les taux sont
          divisés. Le constat de rentrée prend la place de ce chiffre dès qu’il est importé pour toutes les académies.
        </p>
        <RefusFormulaire erreur={refus} />
        <form
          id="form-effectif"
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            if (!enCours) envoyer();
          }}
        >
          <ChampNombre
            id="effectif"
            libelle="Places occupées"
            valeur={effectif}
            surChangement={setEffectif}
            erreur={fautes.effectif}
          />
          <ChampTexte
            id="source"
            libelle="D’où vient ce chiffre"
            aide="Par exemple : constat de rentrée de la DEPP, octobre 2024"
            valeur={source}
            surChangement={setSource}
            erreur={fautes.source}
          />
        </form>
      </Modale>
    </>
  );
}
