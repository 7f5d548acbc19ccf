import { JaugePlafond } from "@/components/dossier/jauge-plafond";
import "@/components/dossier/espace.css";
import { centimes } from "@/lib/domain/argent";
import { ecrireEuros } from "@/lib/domain/ecriture";
import { verifier } from "@/lib/domain/eligibilite";
import { regime } from "@/lib/domain/regimes";
import { versDossier } from "@/lib/schemas/vers-dossier";

/** The report's own figures for FPI AURA (IGÉSR ch. 4 § 3.2, note 168), through the engine that judges every dossier. */
const EXEMPLE = verifier(
  versDossier({
    format: "rigel-dossier/1",
    titre: "Formation pro industrie Auvergne-Rhône-Alpes",
    regime: "ATCF",
    budget: [{ partenaire: "projet", poste: "equipement", annee: 2024, montant: "22000000.00", eligible: true }],
    financements: [{ source: "france2030", montant: "9500000.00" }],
    partenaires: [{ id: "projet", nom: "Projet" }],
  }),
);

/** What the workspace shows all along: the ceiling, the margin in euros. */
export function Apercu() {
  const marge = centimes(EXEMPLE.subventionMax - EXEMPLE.subvention);
  const lignes = [
    { nom: "Coût du projet", montant: EXEMPLE.coutTotal },
    { nom: "Demande", montant: EXEMPLE.subvention },
    { nom: "Plafond", montant: EXEMPLE.subventionMax },
  ];
  return (
    <section className="rg-apercu" aria-labelledby="apercu">
      <h2 className="fr-text--md fr-mb-1w" id="apercu">
        Exemple : FPI AURA
      </h2>
      <JaugePlafond resultat={EXEMPLE} regime={regime(EXEMPLE.regime, EXEMPLE.regimeNumero)} id="apercu-jauge" />
      <dl className="rg-apercu__liste">
        {lignes.map(({ nom, montant }) => (
          <div key={nom} className="rg-apercu__ligne">
            <dt>{nom}</dt>
            <dd className="rg-chiffres rg-insecable">{ecrireEuros(montant)}</dd>
          </div>
        ))}
        <div className="rg-apercu__ligne rg-apercu__ligne--forte">
          <dt>Marge</dt>
          <dd className="rg-chiffres rg-insecable">{ecrireEuros(marge)}</dd>
        </div>
      </dl>
      <p className="fr-hint-text fr-mb-0">
        Montants donnés par le rapport IGÉSR, chap. 4 § 3.2 et note 168 ; coût supposé entièrement éligible.
      </p>
    </section>
  );
}
