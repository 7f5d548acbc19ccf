"use client";
import { useEspace } from "@/components/dossier/espace-contexte";
import { EtatEnregistrement } from "@/components/dossier/etat-enregistrement";
import { useBudget } from "@/components/financement/budget/usage-budget";
import { MaLettre } from "@/components/lettres/ma-lettre";
import { useEtatMaLettre } from "@/components/lettres/usage-ma-lettre";
import { type Centimes, centimes, lireMontant } from "@/lib/domain/argent";
import { accorder, ecrireEuros, ecrireTaux } from "@/lib/domain/ecriture";
import { partDe } from "@/lib/domain/plan-financement";
import { type EtatEtape, etapesDeLaPart } from "@/lib/domain/reste-part";
import type { MaLettreVue } from "@/lib/schemas/lettres";
import { useAConfirmer } from "./engagements-a-confirmer";
import { usePart } from "./espace-part";
import styles from "./participation.module.css";

const lu = (montant: string | null | undefined): Centimes | null =>
  montant == null ? null : (lireMontant(montant) ?? null);
const somme = (montants: readonly (Centimes | null)[]): Centimes =>
  centimes(montants.reduce((t: bigint, m) => t + (m ?? 0n), 0n));

const Montant = ({ montant }: { montant: Centimes | null }) =>
  montant === null ? <span className={styles.discret}>Non renseigné</span> : ecrireEuros(montant);

/** Share of one's own eligible cost that the subsidy pays; null: nothing to share. */
function taux(subvention: Centimes | null, eligible: Centimes): string | null {
  if (subvention === null) return null;
  const part = partDe({ min: subvention, max: subvention }, { min: eligible, max: eligible });
  return part === null ? null : ecrireTaux(part);
}

const ETAPES: Record<EtatEtape, { icone: string; mot: string; style: string | undefined }> = {
  faite: { icone: "fr-icon-checkbox-circle-fill", mot: "fait", style: styles.faite },
  a_faire: { icone: "fr-icon-arrow-right-line", mot: "à faire", style: undefined },
  a_confirmer: { icone: "fr-icon-arrow-right-line", mot: "à confirmer", style: undefined },
  sans_objet: { icone: "fr-icon-subtract-line", mot: "sans objet", style: styles.discret },
};

/** Beside the part: what is left to do, its own sums as they are typed, and the dossier's as the server last told them. */
export function PanneauPart({ lettre }: { lettre: MaLettreVue | null }) {
  const { fichier, lectureSeule, magasin } = useEspace();
  const { totaux } = usePart();
  const budget = fichier.budget ?? [];
  const apports = fichier.financements ?? [];
  const { signataireNom } = magasin.lire("partenaires").contenu.partenaires[0] ?? { signataireNom: null };
  // A letter proves the amount it bears: another one typed here makes it stale at once.
  const lettreSignee = useEtatMaLettre(lettre?.lettre ?? null).code === "signee";
  const aConfirmer = useAConfirmer();
  const etapes = etapesDeLaPart({
    budget,
    financements: apports,
    subvention: totaux.part,
    signataireNom,
    lettreSignee,
    aConfirmer: aConfirmer.length > 0,
  });
  const attendues = etapes.filter((e) => e.etat !== "sans_objet");
  const faites = attendues.filter((e) => e.etat === "faite").length;
  const { coutTotal, coutEligible } = useBudget().grille;
  const [cout, eligible] = [coutTotal.total, coutEligible.total];
  const subvention = lu(totaux.part);
  const rate = taux(subvention, eligible);
  return (
    <>
      <section className={styles.bloc} aria-labelledby="titre-reste">
        <h2 className="fr-h6" id="titre-reste">
          Ce qu’il reste à faire
        </h2>
        <p className="fr-text--sm fr-mb-1w">
          {attendues.length === 0
            ? "L’équipe du dossier n’attend rien de vous pour l’instant."
            : `${faites} sur ${attendues.length}`}
        </p>
        <ul className={styles.etapes}>
          {etapes.map(({ code, libelle, etat }) => {
            const { icone, mot, style } = ETAPES[etat];
            return (
              <li key={code} className={style}>
                <span className={`fr-icon--sm ${icone}`} aria-hidden="true" />
                <span>
                  {libelle}
                  <span className={etat === "sans_objet" || etat === "a_confirmer" ? undefined : "fr-sr-only"}>
                     : {mot}
                  </span>
                </span>
              </li>
            );
          })}
        </ul>
        {lectureSeule ? null : <EtatEnregistrement />}
      </section>
      <section className={styles.bloc} aria-labelledby="titre-sommes">
        <h2 className="fr-h6" id="titre-sommes">
          Votre part
        </h2>
        <dl className={styles.sommes}>
          <dt>Coût total</dt>
          <dd>{ecrireEuros(cout)}</dd>
          <dt>Coût éligible</dt>
          <dd>{ecrireEuros(eligible)}</dd>
          <dt>Cofinancement apporté</dt>
          <dd>{ecrireEuros(somme(apports.map((f) => lu(f.montant))))}</dd>
          <dt>Part de la subvention</dt>
          <dd>
            <Montant montant={subvention} />
          </dd>
          <dt>Taux de subvention</dt>
          <dd>{rate ?? <span className={styles.discret}>Non calculable</span>}</dd>
        </dl>
        <p className="fr-text--xs fr-mb-0">L’équipe du dossier répartit la subvention entre les partenaires.</p>
      </section>
      {lettre === null ? null : (
        <div className={styles.bloc}>
          <MaLettre vue={lettre} />
        </div>
      )}
      <section className={styles.bloc} aria-labelledby="titre-totaux">
        <h2 className="fr-h6" id="titre-totaux">
          Le dossier en entier
        </h2>
        <dl className={styles.sommes}>
          <dt>Coût total</dt>
          <dd>
            <Montant montant={lu(totaux.cout)} />
          </dd>
          <dt>Coût éligible</dt>
          <dd>
            <Montant montant={lu(totaux.coutEligible)} />
          </dd>
          <dt>Subvention demandée</dt>
          <dd>
            <Montant montant={lu(totaux.subvention)} />
          </dd>
          <dt>Plan de financement</dt>
          <dd>
            <Montant montant={lu(totaux.financement)} />
            {totaux.financementsSansMontant > 0 ? (
              <span className={styles.detail}>
                {accorder(
                  totaux.financementsSansMontant,
                  "source attend encore son montant",
                  "sources attendent encore leur montant",
                )}
              </span>
            ) : null}
          </dd>
        </dl>
      </section>
    </>
  );
}
