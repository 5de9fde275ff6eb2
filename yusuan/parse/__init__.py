"""Read a disclosure's text into the records of the contract. The steps, in order:

1. `text`, `decoding`, `privacy`, `takedown`: bytes to lines; private data is masked before all else.
2. `tables`: lines to grids of cells, captions and headers told from data, pages joined, forms parted, columns
   named, fields beside their header put right.
3. `rows`: what each row says: its labels, codes carried down, organisation passed down, project, year.
4. `hierarchy`: which row belongs to which, by the evidence that most sums bear out; which rows add up.
5. `forms`: label and value side by side; indicators with their targets.
6. `narrative`: sections, figures stated in the text, terms.
7. `records`: amounts with what they mean, views of them, headlines, and what was left over.

`identity` says whose document it is once the tables are known; `gather` adds up what each table yields;
`disclosure` runs all steps. `docs/decisions/reading.md` says what may decide what.
"""
