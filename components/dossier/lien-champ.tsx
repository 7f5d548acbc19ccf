"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import type { Champ } from "@/lib/domain/sections";
import { allerAuChamp } from "./aller-au-champ";
import { useEspaceFixe } from "./espace-contexte";
import { adresseDeChamp } from "./identifiant-champ";

/** A link to the very field of a finding: focuses it, on this section or after opening the other one. */
export function LienChamp({
  champ,
  children,
  className = "fr-link",
  surSuivi,
}: {
  champ: Champ;
  children: ReactNode;
  className?: string;
  surSuivi?: () => void;
}) {
  const { espace, part } = useEspaceFixe();
  const chemin = usePathname();
  const adresse = part === null ? adresseDeChamp(espace.id, champ) : part.adresseDeChamp(champ);
  return (
    <Link
      href={adresse}
      className={className}
      prefetch={false}
      onClick={(e) => {
        surSuivi?.();
        if (e.ctrlKey || e.metaKey || e.shiftKey || chemin !== adresse.split(/[?#]/)[0]) return;
        // Same page: the address keeps the field, and a second click on the same link aims again.
        e.preventDefault();
        window.history.replaceState(null, "", adresse);
        allerAuChamp(champ.id);
      }}
    >
      {children}
    </Link>
  );
}
