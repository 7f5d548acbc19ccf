"use client";

export function BoutonImprimer() {
  return (
    <button
      type="button"
      className="fr-btn fr-btn--tertiary fr-btn--icon-left fr-icon-printer-line"
      onClick={() => window.print()}
    >
      Imprimer
    </button>
  );
}
