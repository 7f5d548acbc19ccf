import Link from "next/link";
import { adresseDemandes } from "@/lib/schemas/carte-filtres";
import styles from "./region.module.css";

/** No demand there: what to do, in one sentence, with its button. */
export function CarteVide({ importer }: { importer: boolean }) {
  return (
    <section className={styles.carteVide} aria-labelledby="titre-carte-vide">
      <h2 className="fr-h5" id="titre-carte-vide">
        La carte de ce territoire est encore vide
      </h2>
      {importer ? (
        <>
          <p>
            Exportez la restitution d’Orion (CSV ou XLSX) et importez-la : Rigel montre ce qui sera ajouté avant
            d’écrire quoi que ce soit.
          </p>
          <Link className="fr-btn fr-btn--icon-left fr-icon-upload-line" href="/carte/imports">
            Importer un export Orion
          </Link>
        </>
      ) : (
        <p>
          La région académique n’a pas encore importé son export Orion : les taux se liront ici dès que ce sera fait.
        </p>
      )}
    </section>
  );
}

/** Demands exist, none for this rentrée. */
export function RentreeVide({
  region,
  academie,
  rentree,
}: {
  region: string;
  academie: string | null;
  rentree: number;
}) {
  return (
    <section className={styles.carteVide} aria-labelledby="titre-rentree-vide">
      <h2 className="fr-h5" id="titre-rentree-vide">
        Aucune demande à la rentrée {rentree}
      </h2>
      <p>
        Choisissez une autre rentrée, ou{" "}
        <Link href={adresseDemandes({ region, academie: academie ?? "" })}>
          voyez toutes les demandes du territoire
        </Link>
        .
      </p>
    </section>
  );
}
