import type { ReactNode } from "react";
import { centimes } from "@/lib/domain/argent";
import { ecrireCentiemes } from "@/lib/domain/carte/quadrant";
import { ecrireDate, ecrireEuros } from "@/lib/domain/ecriture";
import { enteteDe } from "@/lib/domain/orion/champs";
import type { DemandeCarte } from "@/lib/schemas/carte-demandes";
import styles from "../demandes.module.css";

const ouiNon = (v: boolean | null): string | null => (v === null ? null : v ? "Oui" : "Non");
const euros = (v: bigint | null): string | null => (v === null ? null : ecrireEuros(centimes(v)));
const jour = (v: string | null): string | null => (v === null ? null : ecrireDate(v));

const SECTEURS: Record<string, string> = { PU: "Public", PR: "Privé" };

export function Faits({ faits }: { faits: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={styles.faits}>
      {faits
        .filter(([, valeur]) => valeur !== null && valeur !== "")
        .map(([nom, valeur]) => (
          <div key={nom} className={styles.fait}>
            <dt>{nom}</dt>
            <dd>{valeur}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Everything else that the export said: what Rigel reads, then its other columns as they are written. */
export function InformationsDeLaDemande({ d }: { d: DemandeCarte }) {
  return (
    <>
      <Faits
        faits={[
          ["Dispositif", d.dispositif],
          ["Niveau", d.niveau === null ? null : `Niveau ${d.niveau}`],
          ["Domaine de formation (NSF)", d.nsf],
          ["Secteur", d.secteur === null ? null : (SECTEURS[d.secteur] ?? d.secteur)],
          ["Motifs de la demande", d.motifs.join(", ")],
          ["AMI CMA", ouiNon(d.amiCma)],
          ["Financement AMI CMA validé", ouiNon(d.amiCmaValide)],
          ["Financement AMI CMA en cours", ouiNon(d.amiCmaEnCours)],
          ["Année de validation", d.amiCmaAnnee],
          ["Campus (CMQ)", d.nomCmq],
          ["Filière de campus", d.filiereCmq],
          ["Taux de pression", d.pression === null ? null : ecrireCentiemes(d.pression)],
          ["Coût des travaux", euros(d.coutTravaux)],
          ["Coût des équipements", euros(d.coutEquipement)],
          ["Créée dans Orion", jour(d.creeeLe)],
          ["Modifiée dans Orion", jour(d.modifieeLe)],
          ["Dernier import", ecrireDate(d.importeeLe)],
        ]}
      />
      {d.autres.length === 0 ? null : (
        <details className={styles.autres}>
          <summary>Autres colonnes de l’export ({d.autres.length})</summary>
          <Faits faits={d.autres.map(({ champ, valeur }) => [enteteDe(champ), valeur] as const)} />
        </details>
      )}
    </>
  );
}
