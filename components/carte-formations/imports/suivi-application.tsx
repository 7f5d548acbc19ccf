"use client";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import type { ProgresImport } from "@/lib/schemas/imports-carte";
import { BarreApplication } from "./barre-application";
import { useProgres } from "./usage-progres";

/** Someone is applying it, here or elsewhere: the report comes back once it is done. */
export function SuiviApplication({ importId, depart }: { importId: string; depart: ProgresImport }) {
  const routeur = useRouter();
  const fini = useCallback(
    (lu: ProgresImport) => {
      const over = lu.appliquees === null;
      if (over) routeur.refresh();
      return over;
    },
    [routeur],
  );
  return <BarreApplication progres={useProgres(importId, depart, true, fini)} />;
}
