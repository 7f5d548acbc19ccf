"use client";
import { useState, useTransition } from "react";
import { ChampNombre } from "@/components/dsfr/champ-nombre";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { personneDeLaPage } from "@/components/dsfr/saisies-conservees";
import { accorder } from "@/lib/domain/ecriture";
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
  /** The most places transformed that a rate of this page divides by it: under them, a rate is over 100 %. */
  transformees: number;
  enregistrer: (demande: DemandeEffectif & ParLecteur) => Promise<Reponse<Saisi | null>>;
};

const COUPURE: ErreurReponse = {
  code: "indisponible",
  message: "Non enregistré : la connexion manque. Votre saisie est gardée ici. Réessayez.",
};

/** What must be said twice, in words; null: nothing. */
function douteSur(effectif: number | null, transformees: number): { texte: string; bouton: string } | null {
  if (effectif === null)
    return {
      texte:
        "L’effectif saisi sera retiré. Sans constat de rentrée complet, il redevient inconnu et les taux ne sont plus calculés.",
      bouton: "Retirer l’effectif",
    };
  if (effectif >= transformees) return null;
  return {
    texte: `${accorder(effectif, "place occupée", "places occupées")} pour ${accorder(transformees, "place transformée", "places transformées")} : un taux dépasserait 100\u00a0%. Vérifiez le chiffre, ou confirmez-le.`,
    bouton: `Confirmer ${accorder(effectif, "place occupée", "places occupées")}`,
  };
}

/** Button and dialog « effectif de référence »: the places occupied that the rates divide by, where no constat tells them. */
export function SaisirEffectif({ regionAcademique, academie, rentree, saisi, transformees, enregistrer }: Props) {
  const [ouverte, setOuverte] = useState(false);
  const [effectif, setEffectif] = useState("");
  const [source, setSource] = useState("");
  const [fautes, setFautes] = useState<Record<string, string>>({});
  const [refus, setRefus] = useState<ErreurReponse | null>(null);
  const [doute, setDoute] = useState<ReturnType<typeof douteSur>>(null);
  const [enCours, lancer] = useTransition();
  const ouvrir = () => {
    setEffectif(saisi === null ? "" : String(saisi.effectif));
    setSource(saisi?.source ?? "");
    setFautes({});
    setRefus(null);
    setDoute(null);
    setOuverte(true);
  };
  const envoyer = () => {
    const nu = effectif.replace(/[\s\u00A0\u202F]/g, "");
    const lue = demandeEffectif.safeParse({
      ...{ regionAcademique, academie, rentree, source, vue: saisi?.version ?? null },
      effectif: nu === "" && saisi !== null ? null : /^\d+$/.test(nu) ? Number(nu) : Number.NaN,
    });
    if (!lue.success) {
      const trouvees = Object.fromEntries(lue.error.issues.map((i) => [String(i.path[0]), i.message]).reverse());
      setFautes(trouvees);
      document.getElementById(trouvees.effectif ? "effectif" : "source")?.focus();
      return;
    }
    setFautes({});
    const vu = douteSur(lue.data.effectif, transformees);
    // The same doubt, already read: this click confirms it.
    if (vu !== null && vu.bouton !== doute?.bouton) return setDoute(vu);
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
              {enCours ? "Enregistrement…" : (doute?.bouton ?? "Enregistrer")}
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
            aide={saisi === null ? undefined : "Pour retirer l’effectif saisi, videz ce champ."}
            surChangement={(texte) => {
              setEffectif(texte);
              setDoute(null);
            }}
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
          <div aria-live="polite">
            {doute === null ? null : (
              <div className="fr-alert fr-alert--warning fr-alert--sm">
                <p>{doute.texte}</p>
              </div>
            )}
          </div>
        </form>
      </Modale>
    </>
  );
}
