import Link from "next/link";

/** The établissements that someone answers for: each has a page of its own. */
export function Etablissements({ etablissements }: { etablissements: readonly { uai: string; nom: string | null }[] }) {
  return (
    <section aria-labelledby="titre-etablissements">
      <h2 className="fr-h5" id="titre-etablissements">
        Vos établissements
      </h2>
      <ul>
        {etablissements.map(({ uai, nom }) => (
          <li key={uai}>
            <Link href={`/carte/etablissements/${uai}`}>{nom === null ? uai : `${nom} (${uai})`}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
