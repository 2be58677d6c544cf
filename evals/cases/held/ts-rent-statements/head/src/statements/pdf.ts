import PDFDocument from 'pdfkit';
import type { Statement } from './statement';

/** Renders statements into one document, each on a page of its own. */
export function statementsPdf(year: number, all: Statement[]): NodeJS.ReadableStream {
  const pdf = new PDFDocument({ size: 'A4', margin: 56, autoFirstPage: false });
  for (const { lease, bookings, balanceCents } of all) {
    pdf.addPage().fontSize(16).text(`Rent account ${year}`);
    pdf.fontSize(10).text(`${lease.tenant}, ${lease.unit}`).moveDown();
    for (const { bookedOn, text, cents } of bookings) {
      pdf.text(`${bookedOn}  ${text}`, { continued: true }).text(euros(cents), { align: 'right' });
    }
    pdf.moveDown().text(`Balance ${euros(balanceCents)}`, { align: 'right' });
  }
  pdf.end();
  return pdf;
}

function euros(cents: number): string {
  return (cents / 100).toLocaleString('de-DE', { style: 'currency', currency: 'EUR' });
}
