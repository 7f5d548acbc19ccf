import Link from "next/link";
import { FAMILLES, type Famille } from "@/lib/domain/journal-actions";
import { SECTIONS } from "@/lib/domain/sections";
import { adresseJournal, type FiltresJournal } from "@/lib/schemas/filtres-journal";
import styles from "./audit.module.css";

type Option = { code: string; nom: string };

function Choix({ nom, libelle, tous, valeur, options }: ChoixProps) {
  return (
    <div className="fr-select-group">
      <label className="fr-label" htmlFor={`filtre-${nom}`}>
        {libelle}
      </label>
      <select className="fr-select" id={`filtre-${nom}`} name={nom} defaultValue={valeur ?? ""}>
        <option value="">{tous}</option>
        {options.map((o) => (
          <option key={o.code} value={o.code}>
            {o.nom}
          </option>
        ))}
      </select>
    </div>
  );
}
type ChoixProps = {
  nom: keyof FiltresJournal;
  libelle: string;
  tous: string;
  valeur: string | undefined;
  options: readonly Option[];
};

function Jour({ nom, libelle, valeur }: { nom: "du" | "au"; libelle: string; valeur: string | undefined }) {
  return (
    <div className="fr-input-group">
      <label className="fr-label" htmlFor={`filtre-${nom}`}>
        {libelle}
      </label>
      <input className="fr-input" type="date" id={`filtre-${nom}`} name={nom} defaultValue={valeur ?? ""} />
    </div>
  );
}

/** A plain GET form: it works without JavaScript, and its answer is an address one can send to a colleague. */
export function FiltresDuJournal({
  chemin,
  csv,
  filtres,
  personnes,
  familles,
  avecSections,
}: {
  chemin: string;
  /** Where the same entries are had as a table. */
  csv: string;
  filtres: FiltresJournal;
  personnes: readonly { id: string; nom: string }[];
  familles: readonly Famille[];
  avecSections?: boolean;
}) {
  const { personne, famille, section, issue, du, au } = filtres;
  const filtre = [personne, famille, section, issue, du, au].some((v) => v !== undefined);
  const sansPage = { avant: undefined, apres: undefined };
  return (
    <search>
      {/* The key: after « tout afficher » the fields show what the address says. */}
      <form key={adresseJournal(chemin, filtres, sansPage)} action={chemin} method="get" className={styles.filtres}>
        <Choix
          nom="personne"
          libelle="Personne"
          tous="Toutes"
          valeur={personne}
          options={personnes.map((p) => ({ code: p.id, nom: p.nom }))}
        />
        <Choix
          nom="famille"
          libelle="Genre d’action"
          tous="Tous"
          valeur={famille}
          options={familles.map((code) => ({ code, nom: FAMILLES[code] }))}
        />
        {avecSections ? (
          <Choix nom="section" libelle="Section" tous="Toutes" valeur={section} options={SECTIONS.slice(0, -1)} />
        ) : (
          <Choix
            nom="issue"
            libelle="Issue"
            tous="Toutes"
            valeur={issue}
            options={[
              { code: "ok", nom: "Faites" },
              { code: "refus", nom: "Refusées" },
            ]}
          />
        )}
        <Jour nom="du" libelle="Du" valeur={du} />
        <Jour nom="au" libelle="Au" valeur={au} />
        <div className={styles.gestes}>
          <button className="fr-btn fr-btn--secondary" type="submit">
            Filtrer
          </button>
          {filtre ? (
            <Link className="fr-link" href={chemin}>
              Tout afficher
            </Link>
          ) : null}
        </div>
      </form>
      <p>
        <a
          className="fr-link fr-link--icon-left fr-icon-download-line"
          href={adresseJournal(csv, filtres, sansPage)}
          download
        >
          Exporter ces entrées (CSV)
        </a>
      </p>
    </search>
  );
}
