"""The text around the tables: its outline, the figures stated in it, the terms it defines."""
