"use client";
import { type FormEvent, useState } from "react";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { accorder } from "@/lib/domain/ecriture";
import { type DemandeVue, type LiensVus, rechercheLien, TROUVEES_MAX } from "@/lib/schemas/liens-carte";
import type { Reponse } from "@/lib/schemas/reponse";
import type { Trouvees } from "./actions-liens";
import { FicheDemande } from "./fiche-demande";
import styles from "./liens.module.css";
import { nomCourt } from "./mots";

const CHAMP = "recherche-demande";

/** By hand: a number, an UAI, a name. For what the data do not bring together. */
export function RechercheDemandes({
  vus,
  enCours,
  chercher,
  surRattachement,
}: {
  vus: LiensVus;
  enCours: boolean;
  chercher: (texte: string) => Promise<Reponse<Trouvees>>;
  surRattachement: (demande: DemandeVue) => void;
}) {
  const [texte, setTexte] = useState("");
  const [faute, setFaute] = useState<string | undefined>(undefined);
  const [cherche, setCherche] = useState(false);
  const [trouvees, setTrouvees] = useState<Trouvees | null>(null);

  async function lancer(e: FormEvent) {
    e.preventDefault();
    const lu = rechercheLien.safeParse({ dossierId: vus.dossierId, texte });
    if (!lu.success) {
      setFaute(lu.error.issues[0]?.message);
      // The answer to another search says nothing of this one.
      setTrouvees(null);
      document.getElementById(CHAMP)?.focus();
      return;
    }
    setFaute(undefined);
    setTrouvees(null);
    setCherche(true);
    const reponse = await chercher(texte).catch(() => null);
    setCherche(false);
    if (reponse?.ok) setTrouvees(reponse.data);
    else setFaute(reponse?.error.message ?? "La recherche n’est pas partie : vérifiez la connexion, puis recommencez.");
  }
  /** As the page knows it now: what was tied since the search is no longer offered. */
  const lienDe = (numero: string) =>
    [...vus.confirmees, ...vus.ecartees].find((d) => d.numero === numero)?.lien ?? null;

  return (
    <>
      <h3 className="fr-h5 fr-mt-4w" id="titre-recherche">
        Rattacher une autre demande
      </h3>
      <form className={styles.recherche} onSubmit={(e) => void lancer(e)} aria-labelledby="titre-recherche" noValidate>
        <ChampTexte
          id={CHAMP}
          libelle="Numéro de demande, UAI ou nom"
          aide="Par exemple le numéro que donne Orion, ou l’établissement et la formation."
          valeur={texte}
          surChangement={(valeur) => {
            setTexte(valeur);
            setFaute(undefined);
          }}
          erreur={faute}
        />
        <button type="submit" className="fr-btn fr-btn--secondary" disabled={cherche}>
          Chercher
        </button>
      </form>
      <p role="status">
        {cherche
          ? "Recherche…"
          : trouvees === null
            ? ""
            : trouvees.demandes.length === 0
              ? "Aucune demande ne correspond."
              : trouvees.enPlus
                ? `Les ${TROUVEES_MAX} plus récentes sont montrées : précisez la recherche.`
                : `${accorder(trouvees.demandes.length, "demande trouvée", "demandes trouvées")}.`}
      </p>
      {trouvees === null || trouvees.demandes.length === 0 ? null : (
        <ul className={styles.liste} aria-label="Demandes trouvées">
          {trouvees.demandes.map((d) => {
            const lien = lienDe(d.numero);
            return (
              <FicheDemande key={d.numero} demande={d}>
                {lien?.etat === "confirme" ? (
                  <p className={styles.raisons}>Déjà rattachée à ce dossier.</p>
                ) : (
                  <p className={styles.gestes}>
                    <button
                      type="button"
                      className="fr-btn fr-btn--sm fr-btn--secondary"
                      disabled={enCours}
                      onClick={() => surRattachement({ ...d, lien })}
                    >
                      Rattacher
                      <span className="fr-sr-only"> : {nomCourt(d)}</span>
                    </button>
                  </p>
                )}
              </FicheDemande>
            );
          })}
        </ul>
      )}
    </>
  );
}
