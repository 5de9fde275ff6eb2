"""阳光预算 (yusuan): budget disclosures of Chinese government units as checked open data and a website."""
